import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import type { NewFigure } from "../support/figures";
import { STEPS } from "./steps";

const Task = z.object({ step: z.enum(Object.keys(STEPS) as [keyof typeof STEPS]), isTrial: z.boolean() });

const { step, isTrial } = Task.parse(workerData);
const figures: NewFigure[] = [];
await STEPS[step]({ record: (figure) => figures.push(figure) }, isTrial);
parentPort?.postMessage(figures);
