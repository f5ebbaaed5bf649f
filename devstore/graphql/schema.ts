import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  type IntrospectionQuery,
  isObjectType,
} from "graphql";
import type { ProtectedData } from "../store/types";

/** API versions the dev store answers; Shopify answers 404 to a version it does not know. */
export const apiVersions = ["2026-07", "2026-10"] as const;
export type ApiVersion = (typeof apiVersions)[number];

/** What reading a field or type takes: one of `anyOf`; `text` is how Shopify says so. */
export interface RequiredScopes {
  readonly anyOf: readonly string[];
  readonly text: string;
}

/** The Admin schema of one version with the access rules that stand beside it. */
export interface AdminSchema {
  readonly version: ApiVersion;
  readonly schema: GraphQLSchema;
  /** By type name, and by `Type.field` where a field has a rule of its own. */
  readonly scopes: ReadonlyMap<string, RequiredScopes>;
  /** Level-2 customer data by `Type.field`. */
  readonly protectedFields: ReadonlyMap<string, ProtectedData>;
  /** Names of the filters of a `query` argument, by `Type.field`; read from the argument's description. */
  readonly filters: ReadonlyMap<string, ReadonlySet<string>>;
}

interface IntrospectionFile {
  readonly data: IntrospectionQuery;
  readonly offline_scopes: {
    readonly items: readonly {
      readonly typeName: string;
      readonly fieldName?: string;
      readonly requiredAccess: string;
      readonly offlineScopes: readonly string[];
    }[];
  };
}

const loaded = new Map<ApiVersion, AdminSchema>();

/** The Admin API's schema, from the introspection Shopify publishes; read once per process (half a second). */
export function adminSchema(version: ApiVersion): AdminSchema {
  const known = loaded.get(version);
  if (known) return known;
  const fresh = loadSchema(version);
  loaded.set(version, fresh);
  return fresh;
}

/** A data file of the package that carries the schema; its exports name neither the file nor package.json. */
function dataFile(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths("@shopify/dev-mcp") ?? [];
  const files = folders.map((folder) => join(folder, "@shopify", "dev-mcp", "dist", "data", name));
  const found = files.find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${name} not found: install the development dependencies`);
  return found;
}

function loadSchema(version: ApiVersion): AdminSchema {
  const text = gunzipSync(readFileSync(dataFile(`admin_${version}.json.gz`))).toString("utf8");
  const file = JSON.parse(text) as IntrospectionFile;
  return {
    version,
    schema: buildClientSchema(file.data, { assumeValid: true }),
    scopes: scopesOf(file),
    protectedFields: protectedFieldsOf(file),
    filters: filtersOf(file),
  };
}

/** Rules of the live API that the introspection leaves out. */
const alsoRequired: readonly (readonly [string, RequiredScopes])[] = [
  ["Publication", { anyOf: ["read_publications"], text: "`read_publications` access scope." }],
];

function scopesOf(file: IntrospectionFile): ReadonlyMap<string, RequiredScopes> {
  const scopes = new Map<string, RequiredScopes>(alsoRequired);
  for (const item of file.offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const key = item.fieldName === undefined ? item.typeName : `${item.typeName}.${item.fieldName}`;
    scopes.set(key, { anyOf: item.offlineScopes, text: item.requiredAccess });
  }
  return scopes;
}

/** The mark of a protected field stands on the field itself, beyond what the introspection format knows. */
interface MarkedField {
  readonly name: string;
  readonly isProtected?: boolean;
  readonly protectedContent?: string | null;
}

function protectedFieldsOf(file: IntrospectionFile): ReadonlyMap<string, ProtectedData> {
  const fields = new Map<string, ProtectedData>();
  for (const type of file.data.__schema.types) {
    if (type.kind !== "OBJECT") continue;
    for (const field of type.fields as readonly MarkedField[]) {
      const content = field.protectedContent;
      if (!field.isProtected || !isProtectedData(content)) continue;
      fields.set(`${type.name}.${field.name}`, content);
    }
  }
  return fields;
}

function isProtectedData(content: unknown): content is ProtectedData {
  return content === "name" || content === "email" || content === "phone" || content === "address";
}

function filtersOf(file: IntrospectionFile): ReadonlyMap<string, ReadonlySet<string>> {
  const filters = new Map<string, ReadonlySet<string>>();
  for (const type of file.data.__schema.types) {
    if (type.kind !== "OBJECT") continue;
    for (const field of type.fields) {
      const description = field.args.find((argument) => argument.name === "query")?.description;
      if (!description) continue;
      const names = [...description.matchAll(/^\| (\w+) \| \w+/gm)].map((match) => match[1] ?? "");
      filters.set(
        `${type.name}.${field.name}`,
        new Set(names.filter((name) => name !== "name" || /\| name \| string/.test(description))),
      );
    }
  }
  return filters;
}

/** The type of a connection's nodes; null when the type is not a connection. */
export function connectionNodeType(type: GraphQLOutputType | GraphQLNamedType): GraphQLNamedType | null {
  const named = getNamedType(type);
  if (!isObjectType(named) || !named.name.endsWith("Connection")) return null;
  const edges = named.getFields().edges;
  const edge = edges ? getNamedType(edges.type) : null;
  const node = isObjectType(edge) ? edge.getFields().node : undefined;
  return node ? getNamedType(node.type) : null;
}
