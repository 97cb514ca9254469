import { parentPort, workerData } from 'node:worker_threads';
import { at } from '../model/collect.js';
import { DealerHere, type DealingAnswer, type DealingOrder, type DealingRoom } from './row-dealer.js';

/** The thread that deals rows into parts while others make them, one pass after the other. */
const port = parentPort;
const { columns, blocks } = workerData as DealingRoom;
const dealer = new DealerHere(columns);

function answer(message: DealingAnswer): void {
  port?.postMessage(message);
}

port?.on('message', (order: DealingOrder) => {
  switch (order.kind) {
    case 'begin':
      dealer.begin(order.parts);
      break;
    case 'deal':
      dealer.take(order.rows, at(blocks, order.block));
      answer({ kind: 'free', block: order.block });
      break;
    case 'end':
      answer({ kind: 'dealt', parts: dealer.end() });
  }
});
