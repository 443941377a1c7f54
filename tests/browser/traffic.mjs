// What a page and its kernel say to each other, read from the page's websocket: the same for every front end, and the only
// place where «this cell has run» is a fact and not a look.

/** Messages of a page in the order seen: `{sent, channel, type, id, parent, content, metadata}`. */
export class Traffic {
  messages = [];
  /** The kernel's last word: busy, idle, restarting … */
  status = 'unknown';
  #runs = new Map(); // id of an execute_request → which of its two ends have been seen

  constructor(page) {
    page.on('websocket', socket => {
      if (!socket.url().includes('/channels')) return;
      socket.on('framesent', frame => this.#take(frame.payload, true));
      socket.on('framereceived', frame => this.#take(frame.payload, false));
    });
  }

  /** Ids of all executions requested, oldest first. */
  get requests() {
    return [...this.#runs.keys()];
  }

  /** Executions not ended: a run has ended when its reply and its «idle» have both come, in whichever order. */
  get pending() {
    return this.requests.filter(id => !(this.#runs.get(id).reply && this.#runs.get(id).idle));
  }

  /** The reply's content, or undefined while there is none. */
  reply(id) {
    return this.#runs.get(id)?.reply;
  }

  /** True once the kernel has begun with this execution. */
  began(id) {
    return this.#runs.get(id)?.busy ?? false;
  }

  /** After a restart nobody will answer what was asked before. */
  forget() {
    this.#runs.clear();
    this.status = 'unknown';
  }

  #take(payload, sent) {
    const message = decode(payload);
    if (!message) return;
    const { header, parent_header: parent, channel, content, metadata } = message;
    this.messages.push({ sent, channel, type: header.msg_type, id: header.msg_id, parent: parent?.msg_id, content, metadata });
    if (sent && header.msg_type === 'execute_request') this.#runs.set(header.msg_id, {});
    if (sent) return;
    const run = this.#runs.get(parent?.msg_id);
    if (header.msg_type === 'status') {
      this.status = content.execution_state;
      if (run && this.status === 'busy') run.busy = true;
      if (run && this.status === 'idle') run.idle = true;
    }
    if (run && header.msg_type === 'execute_reply') run.reply = content;
  }
}

/** Text is one JSON object; binary is either of Jupyter's two layouts of a message with parts. */
function decode(payload) {
  if (typeof payload === 'string') return JSON.parse(payload);
  // v1.kernel.websocket.jupyter.org: little-endian 64-bit count of offsets, the offsets, then channel, header, parent, metadata, content, buffers.
  if (payload[0] !== 0) {
    const count = Number(payload.readBigUInt64LE(0));
    const offset = n => Number(payload.readBigUInt64LE(8 * (n + 1)));
    const part = n => payload.toString('utf8', offset(n), offset(n + 1));
    if (count < 6) return undefined;
    const [header, parent_header, metadata, content] = [1, 2, 3, 4].map(n => JSON.parse(part(n)));
    return { channel: part(0), header, parent_header, metadata, content };
  }
  // Older: big-endian 32-bit count of parts and their offsets; the first part is the JSON object, the others are buffers.
  const [first, second] = [payload.readUInt32BE(4), payload.readUInt32BE(0) > 1 ? payload.readUInt32BE(8) : payload.length];
  return JSON.parse(payload.toString('utf8', first, second));
}
