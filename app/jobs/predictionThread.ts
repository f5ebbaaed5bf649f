import { parentPort, workerData } from "node:worker_threads";
import { type PredictionTask, shopPrediction } from "~/analytics/clv/shopPrediction";

// A thread of its own: to choose and fit the models of a large shop takes seconds in which nothing else would be answered.
parentPort?.postMessage(shopPrediction(workerData as PredictionTask));
