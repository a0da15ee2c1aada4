'use strict';
// What a FileHandle makes of its file beside streams: lines, and a web stream.
const { createInterface } = require('readline');
const { ReadableStream } = require('stream/web');

exports.readLines = (handle, options) => createInterface({ input: handle.createReadStream(options), crlfDelay: Infinity });

exports.readableWebStream = (handle, autoClose) => {
  let controller;
  let done = false;
  const end = () => {
    if (done) return;
    done = true;
    controller.close();
    controller.byobRequest?.respond(0);
  };
  const leave = () => {
    handle.removeListener('close', end);
    if (autoClose) return handle.close();
  };
  handle.once('close', end);
  return new ReadableStream({
    type: 'bytes',
    autoAllocateChunkSize: 16384,
    start(given) { controller = given; },
    async pull() {
      const { view } = controller.byobRequest;
      const { bytesRead } = await handle.read(view, 0, view.byteLength);
      if (done) return;
      if (bytesRead > 0) return controller.byobRequest.respond(bytesRead);
      end();
      return leave();
    },
    cancel() {
      done = true;
      return leave();
    },
  });
};
