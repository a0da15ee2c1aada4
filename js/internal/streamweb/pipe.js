'use strict';
// pipeTo: everything that a ReadableStream gives is written to a WritableStream.
const { kState, noop, invalidState, needObject, attempt, handled, soon, invalidArgType } = native.part('common');
const readable = native.part('readable');
const writable = native.part('writable');

function needWritable(stream) {
  if (!writable.isWritableStream(stream)) throw invalidArgType('transform.writable', stream, 'WritableStream');
}

function settings(options) {
  needObject(options, 'options');
  const preventAbort = options?.preventAbort;
  const preventCancel = options?.preventCancel;
  const preventClose = options?.preventClose;
  const signal = options?.signal;
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidArgType('options.signal', signal, 'AbortSignal');
  }
  return { preventAbort: Boolean(preventAbort), preventCancel: Boolean(preventCancel), preventClose: Boolean(preventClose), signal };
}

function needUnlocked(source, destination) {
  if (readable.isLocked(source)) throw invalidState('The ReadableStream is locked');
  if (writable.isLocked(destination)) throw invalidState('The WritableStream is locked');
}

// all is Promise.all, settled as many turns later as Node's.
const all = (promises) => new Promise((resolve, reject) => {
  Promise.all(promises.map((p) => new Promise((a, b) => p.then(a, b)))).then(resolve, reject);
});

// pipeTo is one pipe, while it lasts.
function pipeTo(source, destination, { preventAbort, preventCancel, preventClose, signal }) {
  const reader = new readable.ReadableStreamDefaultReader(source);
  const writer = new writable.WritableStreamDefaultWriter(destination);
  const from = source[kState];
  const to = destination[kState];
  from.disturbed = true;
  let shuttingDown = false;
  let lastWrite = Promise.resolve();
  let settle;
  const done = new Promise((resolve, reject) => { settle = { resolve, reject }; });
  let abort;

  function finalize(failed, err) {
    writable.release(writer);
    readable.release(reader);
    if (signal !== undefined) signal.removeEventListener('abort', abort);
    if (failed) settle.reject(err);
    else settle.resolve();
  }
  const finalError = (err) => finalize(true, err);

  // shutdown waits until what has been read is written.
  function shutdown(action, failed, original) {
    if (shuttingDown) return;
    shuttingDown = true;
    const act = () => {
      if (!action) return finalize(failed, original);
      action().then(() => finalize(failed, original), finalError);
    };
    if (to.state === 'writable' && !writable.isClosing(destination)) lastWrite.then(act, finalError);
    else act();
  }
  if (signal !== undefined) {
    abort = () => {
      const actions = [];
      const { reason } = signal;
      if (!preventAbort) actions.push(() => (to.state === 'writable' ? writable.abort(destination, reason) : Promise.resolve()));
      if (!preventCancel) actions.push(() => (from.state === 'readable' ? readable.cancel(source, reason) : Promise.resolve()));
      shutdown(() => all(actions.map((f) => attempt(f))), true, reason);
    };
    if (signal.aborted) {
      abort();
      return done;
    }
    signal.addEventListener('abort', abort);
  }

  function write(chunk) {
    if (writer[kState].stream !== undefined) lastWrite = handled(writable.write(writer, chunk));
  }
  const wanted = () => writable.writerDesiredSize(writer) > 0;
  const request = {
    chunk(chunk) {
      soon(() => {
        write(chunk);
        pump();
      });
    },
    close: noop, // the promise of the reader tells
    error: noop,
  };
  // pump writes what there is, until the destination has enough.
  function pump() {
    if (shuttingDown) return;
    const some = !to.backpressure && readable.takeQueued(source, wanted, write);
    if (to.backpressure) writer[kState].onReady = pump;
    else if (some) soon(pump);
    else if (from.state === 'readable') readable.read(reader, request);
  }
  pump();

  const cancelSource = (reason) => (preventCancel ? undefined : () => readable.cancel(source, reason));
  const onReadError = () => shutdown(preventAbort ? undefined : () => writable.abort(destination, from.error), true, from.error);
  const onReadEnd = () => shutdown(preventClose ? undefined : () => writable.closeWithErrorPropagation(writer));
  const onWriteError = () => shutdown(cancelSource(to.error), true, to.error);
  if (from.state === 'errored') onReadError();
  else reader[kState].closed.promise.then(undefined, onReadError);
  if (to.state === 'errored') onWriteError();
  else writer[kState].closed.promise.then(undefined, onWriteError);
  if (from.state === 'closed') onReadEnd();
  else reader[kState].closed.promise.then(onReadEnd, noop);
  if (writable.isClosing(destination) || to.state === 'closed') {
    const err = invalidState('Destination WritableStream is closed');
    shutdown(cancelSource(err), true, err);
  }
  return done;
}

Object.assign(exports, { pipeTo, needWritable, needUnlocked, settings });
