import { setImmediate as nextTurn } from "node:timers/promises";
import type { Items, Served } from "../graphql/serving";
import type { ChildPlan, NodePlan } from "./compile";

/** One written object: the line of JSON and whether it stands at the root. */
export interface Line {
  readonly text: string;
  readonly isRoot: boolean;
}

interface Child {
  readonly node: Served;
  readonly parentId: string;
  readonly plan: NodePlan;
}

const blockSize = 50;
const turnMs = 12;

/**
 * The lines of a bulk file, in blocks. Children come after their parent. Grouped, right below it; otherwise only after
 * the whole block of fifty roots, dealt out one of each parent in turn, so that nobody relies on them standing together.
 * The event loop gets a turn at least every few milliseconds.
 */
export async function* bulkLines(roots: Items, plan: NodePlan, grouped: boolean): AsyncGenerator<Line[]> {
  let turn = performance.now();
  for (let start = 0; start < roots.length; start += blockSize) {
    const nodes = nodesOf(roots, start, Math.min(roots.length, start + blockSize));
    const steps = grouped ? groupedBlock(nodes, plan) : dealtBlock(nodes, plan);
    let lines: Line[] = [];
    for (const line of steps) {
      lines.push(line);
      if (performance.now() - turn < turnMs) continue;
      yield lines;
      lines = [];
      await nextTurn();
      turn = performance.now();
    }
    yield lines;
  }
}

/** The roots of a block, without those deleted since the operation started. */
function nodesOf(roots: Items, start: number, end: number): Served[] {
  const nodes: Served[] = [];
  for (let index = start; index < end; index += 1) {
    const node = roots.find ? roots.find(index) : roots.at(index);
    if (node) nodes.push(node);
  }
  return nodes;
}

function* groupedBlock(roots: readonly Served[], plan: NodePlan): Generator<Line> {
  for (const node of roots) {
    yield { text: `{${plan.fields(node)}}`, isRoot: true };
    yield* groupedChildren(node, plan);
  }
}

function* groupedChildren(node: Served, plan: NodePlan): Generator<Line> {
  for (const child of childrenOf(node, plan.connections(node))) {
    yield childLine(child);
    yield* groupedChildren(child.node, child.plan);
  }
}

function* dealtBlock(roots: readonly Served[], plan: NodePlan): Generator<Line> {
  let parents: { node: Served; plan: NodePlan }[] = [];
  for (const node of roots) {
    yield { text: `{${plan.fields(node)}}`, isRoot: true };
    parents.push({ node, plan });
  }
  while (parents.length > 0) {
    const hands = parents.map((parent) => childrenOf(parent.node, parent.plan.connections(parent.node)));
    const next: { node: Served; plan: NodePlan }[] = [];
    for (const child of dealt(hands)) {
      yield childLine(child);
      next.push(child);
    }
    parents = next;
  }
}

/** The first of each list, then the second of each, and so on. */
function* dealt(hands: readonly (readonly Child[])[]): Generator<Child> {
  const longest = hands.reduce((most, hand) => Math.max(most, hand.length), 0);
  for (let index = 0; index < longest; index += 1) {
    for (const hand of hands) {
      const child = hand[index];
      if (child) yield child;
    }
  }
}

function childrenOf(node: Served, plans: readonly ChildPlan[]): Child[] {
  const children: Child[] = [];
  for (const { items, nodes } of plans) {
    const list = items(node);
    for (let index = 0; index < (list?.length ?? 0); index += 1) {
      const child = list?.at(index);
      if (child) children.push({ node: child, parentId: String(node.id), plan: nodes });
    }
  }
  return children;
}

function childLine({ node, parentId, plan }: Child): Line {
  const fields = plan.fields(node);
  return { text: `{${fields}${fields === "" ? "" : ","}"__parentId":${JSON.stringify(parentId)}}`, isRoot: false };
}
