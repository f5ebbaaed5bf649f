import type { ContractFates, CurveFit } from "./renewalCurve";
import { renewalModel } from "./renewals";

/** A contract as its charges tell it; days are counted as in order histories. */
export interface Contract {
  readonly customerId: string;
  /** Contracts of one interval and plan are taken to be renewed alike. */
  readonly interval: string;
  readonly plan: string;
  readonly cycleDays: number;
  /** Days of its charges, ascending, and what each came to in minor units. */
  readonly days: readonly number[];
  readonly amounts: readonly number[];
  /** What the next charge will come to. */
  readonly nextAmount: number;
  /** False where the first charge that is known renewed something older: then nobody knows how often it was renewed. */
  readonly beganHere: boolean;
  readonly state: "running" | "paused" | "ended";
  readonly endedOn: number | null;
  /** Someone told of the end; else it follows from a charge that did not come. */
  readonly isTold: boolean;
  /** Next charge of a running one; in the past where it is late. */
  readonly nextDue: number | null;
  /** Days after the missing charge at which it counts as ended. */
  readonly graceDays: number;
}

/** How a contract stands on a day, by what was known then. */
export interface ContractStanding {
  readonly contract: Contract;
  /** Renewals so far. */
  readonly renewals: number;
  readonly state: Contract["state"];
  /** Days until the next charge is due, not below 0. */
  readonly dueIn: number;
  /** What a charge comes to. */
  readonly amount: number;
}

/** How contracts stand now. */
export const standingsNow = (contracts: readonly Contract[], asOf: number): readonly ContractStanding[] =>
  contracts.map((contract) => ({
    contract,
    renewals: Math.max(0, contract.days.length - 1),
    state: contract.state,
    dueIn: Math.max(0, (contract.nextDue ?? asOf) - asOf),
    amount: contract.nextAmount,
  }));

/**
 * How contracts stood at the end of a day of the past: by their charges up to then, ended where the next charge was missing
 * for half an interval and the grace, or where someone had told.
 */
export const standingsAt = (contracts: readonly Contract[], day: number): readonly ContractStanding[] =>
  contracts.flatMap((contract) => {
    const charged = chargesBy(contract, day);
    const last = contract.days[charged - 1];
    if (last === undefined) return [];
    const due = last + contract.cycleDays;
    const isLate = day >= due + Math.ceil(contract.cycleDays / 2) + contract.graceDays;
    const wasTold = contract.isTold && contract.endedOn !== null && contract.endedOn <= day;
    return {
      contract,
      renewals: charged - 1,
      state: isLate || wasTold ? ("ended" as const) : ("running" as const),
      dueIn: Math.max(0, due - day),
      amount: contract.amounts[charged - 1] ?? 0,
    };
  });

/** How many charges came up to and with a day. */
export function chargesBy({ days }: Contract, day: number): number {
  let count = days.length;
  while (count > 0 && (days[count - 1] ?? 0) > day) count -= 1;
  return count;
}

/** Contracts whose renewals are learned together: of one interval and plan, of one interval, or all. */
export interface RenewalGroup {
  readonly key: string;
  readonly contracts: number;
  readonly curve: CurveFit;
  readonly fates: readonly ContractFates[];
}

const ALL = "[]";
const keysOf = ({ interval, plan }: Contract): readonly string[] => [
  JSON.stringify([interval, plan]),
  JSON.stringify([interval]),
  ALL,
];

/**
 * The curves by which contracts are renewed. A plan has its own where 30 of its contracts are known of which one has ended;
 * else those of its interval are taken together, else all. Empty where not even these tell.
 */
export function renewalGroups(standings: readonly ContractStanding[]): readonly RenewalGroup[] {
  const byKey = new Map<string, Map<string, ContractFates>>();
  for (const { contract, renewals, state } of standings) {
    if (!contract.beganHere) continue;
    const hasEnded = state === "ended";
    for (const key of keysOf(contract)) {
      const fates = byKey.get(key) ?? new Map<string, ContractFates>();
      byKey.set(key, fates);
      const fate = `${renewals} ${hasEnded}`;
      fates.set(fate, { cycles: renewals, hasEnded, count: (fates.get(fate)?.count ?? 0) + 1 });
    }
  }
  return [...byKey].flatMap(([key, byFate]) => {
    const fates = [...byFate.values()];
    const model = renewalModel(fates);
    return model.kind === "renewals" ? { key, contracts: model.curve.contracts, curve: model.curve, fates } : [];
  });
}

/** The group that a contract is foretold by: the narrowest there is. */
export function groupOf(groups: ReadonlyMap<string, RenewalGroup>, contract: Contract): RenewalGroup | null {
  for (const key of keysOf(contract)) {
    const group = groups.get(key);
    if (group) return group;
  }
  return null;
}
