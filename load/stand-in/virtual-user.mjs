// A VU as the main thread sees it.
import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { serve } from './network.mjs';

export class VirtualUser {
  #worker;
  #network;

  /** Starts the thread of a VU, and waits until the script is loaded. VU 0 does setup and teardown. */
  static async start(script, vu) {
    const user = new VirtualUser();
    const { port1, port2 } = new MessageChannel();
    serve(port1);
    user.#network = port1;
    user.#worker = new Worker(new URL('./vu.mjs', import.meta.url), {
      workerData: { script, vu, network: port2 },
      transferList: [port2],
    });
    [user.loaded] = await once(user.#worker, 'message');
    return user;
  }

  /** Runs something, and waits for its samples and errors. */
  async run(order) {
    this.#worker.postMessage(order);
    const [result] = await once(this.#worker, 'message');
    return result;
  }

  async stop() {
    this.#network.close();
    await this.#worker.terminate();
  }
}
