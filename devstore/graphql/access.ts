import { GraphQLError, type GraphQLOutputType, getNamedType } from "graphql";
import type { ProtectedData, ShopSettings } from "../store/types";
import { type AdminSchema, connectionNodeType, type RequiredScopes } from "./schema";

/** Why a field may not be read. */
export interface Refusal {
  readonly requiredAccess: string;
  readonly message: string;
}

const dayMs = 86_400_000;
const ordersVisibleDays = 60;
const shopifyQlData: readonly ProtectedData[] = ["name", "address", "phone", "email"];

/** What the app may read of this shop, by the scopes granted and the protected data approved. */
export class Access {
  private readonly granted: ReadonlySet<string>;
  private readonly approved: ReadonlySet<ProtectedData>;
  private readonly known = new Map<string, Refusal | null>();

  constructor(
    private readonly admin: AdminSchema,
    shop: ShopSettings,
  ) {
    this.granted = new Set(shop.grantedScopes.flatMap((scope) => [scope, scope.replace(/^write_/, "read_")]));
    this.approved = new Set(shop.protectedCustomerData);
  }

  /** Why a field may not be read, or null when it may: by its own scopes, its type's, and level-2 protection. */
  refusal(typeName: string, fieldName: string, type: GraphQLOutputType): Refusal | null {
    const key = `${typeName}.${fieldName}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = this.find(typeName, fieldName, type);
    this.known.set(key, found);
    return found;
  }

  private find(typeName: string, fieldName: string, type: GraphQLOutputType): Refusal | null {
    const node = connectionNodeType(type) ?? getNamedType(type);
    for (const key of [`${typeName}.${fieldName}`, node.name]) {
      const required = this.admin.scopes.get(key);
      if (required && !this.has(required)) return scopeRefusal(fieldName, required);
    }
    const content = this.admin.protectedFields.get(`${typeName}.${fieldName}`);
    if (content && !this.approved.has(content)) return protectedRefusal(typeName, fieldName, content);
    const ql = typeName === "QueryRoot" && fieldName === "shopifyqlQuery";
    const missing = ql ? shopifyQlData.find((data) => !this.approved.has(data)) : undefined;
    return missing ? protectedRefusal(typeName, fieldName, missing) : null;
  }

  /** As `refusal`, for an object whose type is only known when it is found (`node`, `nodes`). */
  typeRefusal(fieldName: string, typeName: string): Refusal | null {
    const required = this.admin.scopes.get(typeName);
    return required && !this.has(required) ? scopeRefusal(fieldName, required) : null;
  }

  /** Orders made before this time, in milliseconds, are absent without `read_all_orders`. */
  ordersSince(now: Date): number {
    return this.granted.has("read_all_orders") ? Number.NEGATIVE_INFINITY : now.getTime() - ordersVisibleDays * dayMs;
  }

  private has(required: RequiredScopes): boolean {
    return required.anyOf.some((scope) => this.granted.has(scope));
  }
}

function scopeRefusal(fieldName: string, required: RequiredScopes): Refusal {
  return {
    requiredAccess: required.text,
    message: `Access denied for ${fieldName} field. Required access: ${required.text}`,
  };
}

function protectedRefusal(typeName: string, fieldName: string, content: ProtectedData): Refusal {
  return {
    requiredAccess: `Approval for protected customer data: ${content}.`,
    message:
      `This app is not approved to use the ${fieldName} field of ${typeName}. ` +
      "See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.",
  };
}

/** The refusal as Shopify answers it. */
export function accessDenied(refusal: Refusal): GraphQLError {
  return new GraphQLError(refusal.message, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: refusal.requiredAccess,
    },
  });
}
