import { parentPort } from 'node:worker_threads';
import { at } from '../model/collect.js';
import { DealtRows, PagePool, type WordColumns } from './dealt-rows.js';
import type { DealingAnswer, DealingOrder } from './row-dealer.js';

/** The thread that deals rows into parts while others make them, one pass after the other. */
const port = parentPort;

function answer(message: DealingAnswer): void {
  port?.postMessage(message);
}

let pool = new PagePool(0);
let blocks: readonly WordColumns[] = [];
let dealt = new DealtRows(0, pool);

port?.on('message', (order: DealingOrder) => {
  switch (order.kind) {
    case 'blocks':
      pool = new PagePool(order.width);
      blocks = order.blocks;
      break;
    case 'begin':
      pool.reuse();
      dealt = new DealtRows(order.parts, pool);
      break;
    case 'deal':
      dealt.deal(order.rows, at(blocks, order.block));
      answer({ kind: 'free', block: order.block });
      break;
    case 'end':
      answer({ kind: 'dealt', parts: dealt.all() });
  }
});
