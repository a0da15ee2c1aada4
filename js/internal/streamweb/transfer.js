'use strict';
// Streams that are moved to another place: what stays behind and what arrives there talk
// through the two ends of a MessageChannel, as the Streams standard says.
const { kState, handled, Deferred } = native.part('common');

const readable = native.part('readable');
const writable = native.part('writable');

// locked is the class of what is locked of a stream, and so keeps it here.
function locked(stream, kind) {
  switch (kind) {
    case 'ReadableStream': return readable.isLocked(stream) ? kind : '';
    case 'WritableStream': return writable.isLocked(stream) ? kind : '';
  }
  return locked(stream[kState].readable, 'ReadableStream') || locked(stream[kState].writable, 'WritableStream');
}

// send leaves behind what feeds or drains a stream, and returns the ports for the other
// place. It keeps no program alive.
function send(stream, kind) {
  if (kind === 'TransformStream') {
    return [...send(stream[kState].readable, 'ReadableStream'), ...send(stream[kState].writable, 'WritableStream')];
  }
  const { port1, port2 } = new native.MessageChannel();
  const { pipeTo, settings } = native.part('pipe');
  if (kind === 'ReadableStream') handled(pipeTo(stream, writableOf(port1, false), settings({})));
  else handled(pipeTo(readableOf(port1, false), stream, settings({})));
  return [port2];
}

// receive makes a stream of the ports that have come from there.
function receive(kind, ...ports) {
  if (kind === 'TransformStream') {
    return native.part('transform').transferred(readableOf(ports[0], true), writableOf(ports[1], true));
  }
  return kind === 'ReadableStream' ? readableOf(ports[0], true) : writableOf(ports[0], true);
}

// tell sends the other end a message; what cannot be sent breaks both.
function tell(port, type, value) {
  try {
    port.postMessage({ type, value });
  } catch (err) {
    tellError(port, err);
    throw err;
  }
}

// tellError is for the end: what an error cannot be sent by is told instead of it.
function tellError(port, reason) {
  try {
    port.postMessage({ type: 'error', value: reason });
  } catch (err) {
    port.postMessage({ type: 'error', value: err });
  } finally {
    port.close();
  }
}

// alive has a port keep the program alive from the first time that somebody waits for it.
function alive(port, used) {
  port.unref();
  return () => {
    if (used) port.ref();
    used = false;
  };
}

function listen(port, take) {
  port.onmessage = ({ data }) => take(data.type, data.value);
  port.onmessageerror = ({ data }) => {
    tellError(port, data);
    take('error', data);
  };
}

function readableOf(port, used) {
  let controller;
  listen(port, (type, value) => {
    switch (type) {
      case 'chunk': return controller.enqueue(value);
      case 'close':
        controller.close();
        return port.close();
      case 'error':
        controller.error(value);
        return port.close();
    }
  });
  const waits = alive(port, used);
  return new readable.ReadableStream({
    start(c) { controller = c; },
    async pull() {
      waits();
      tell(port, 'pull');
    },
    async cancel(reason) { tellError(port, reason); },
  }, { highWaterMark: 0 });
}

function writableOf(port, used) {
  let controller;
  let room = new Deferred();
  listen(port, (type, value) => {
    if (type === 'error') {
      controller.error(value);
      port.close();
    }
    if (type === 'error' || type === 'pull') room.resolve();
  });
  const waits = alive(port, used);
  return new writable.WritableStream({
    start(c) { controller = c; },
    async write(chunk) {
      waits();
      await room.promise;
      room = new Deferred();
      tell(port, 'chunk', chunk);
    },
    async close() {
      port.postMessage({ type: 'close' });
      port.close();
    },
    async abort(reason) { tellError(port, reason); },
  });
}

Object.assign(exports, { locked, send, receive });
