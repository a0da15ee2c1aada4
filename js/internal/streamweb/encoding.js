'use strict';
// Text and compressed data as TransformStreams.
const { define } = native.part('common');
const { TransformStream } = native.part('transform');
const { TextEncoder, TextDecoder } = native;

class TextEncoderStream {
  #transform;
  constructor() {
    const encoder = new TextEncoder();
    let pending = ''; // the first half of a pair
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        let s = pending + String(chunk);
        pending = '';
        const last = s.charCodeAt(s.length - 1);
        if (last >= 0xD800 && last <= 0xDBFF) {
          pending = s.slice(-1);
          s = s.slice(0, -1);
        }
        if (s !== '') controller.enqueue(encoder.encode(s));
      },
      flush(controller) {
        if (pending !== '') controller.enqueue(new Uint8Array([0xEF, 0xBF, 0xBD]));
      },
    });
  }
  get encoding() { return this.#transform && 'utf-8'; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}
define(TextEncoderStream, ['encoding', 'readable', 'writable'], {
  tag: false, show: ({ encoding, readable, writable }) => ({ encoding, readable, writable }),
});

class TextDecoderStream {
  #decoder;
  #transform;
  constructor(encoding = 'utf-8', options = {}) {
    const decoder = this.#decoder = new TextDecoder(encoding, options);
    this.#transform = new TransformStream({
      transform(chunk, controller) {
        const s = decoder.decode(chunk, { stream: true });
        if (s !== '') controller.enqueue(s);
      },
      flush(controller) {
        const s = decoder.decode();
        if (s !== '') controller.enqueue(s);
      },
    });
  }
  get encoding() { return this.#decoder.encoding; }
  get fatal() { return this.#decoder.fatal; }
  get ignoreBOM() { return this.#decoder.ignoreBOM; }
  get readable() { return this.#transform.readable; }
  get writable() { return this.#transform.writable; }
}
define(TextDecoderStream, ['encoding', 'fatal', 'ignoreBOM', 'readable', 'writable'], {
  tag: false, show: ({ encoding, fatal, ignoreBOM, readable, writable }) => ({ encoding, fatal, ignoreBOM, readable, writable }),
});

Object.assign(exports, { TextEncoderStream, TextDecoderStream });
