'use strict';
// pipeTo: everything that a ReadableStream gives is written to a WritableStream.
const { kState, noop, invalidState, needObject, attempt, invalidArgType } = native.part('common');
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
  // written waits until what has been read is written.
  async function written() {
    for (let current; current !== lastWrite;) {
      current = lastWrite;
      await current;
    }
  }
  function shutdown(action, failed, original) {
    if (shuttingDown) return;
    shuttingDown = true;
    const act = () => {
      if (!action) return finalize(failed, original);
      action().then(() => finalize(failed, original), (err) => finalize(true, err));
    };
    if (to.state === 'writable' && !writable.isClosing(destination)) written().then(act);
    else act();
  }
  if (signal !== undefined) {
    abort = () => {
      const actions = [];
      const { reason } = signal;
      if (!preventAbort) actions.push(() => (to.state === 'writable' ? writable.abort(destination, reason) : Promise.resolve()));
      if (!preventCancel) actions.push(() => (from.state === 'readable' ? readable.cancel(source, reason) : Promise.resolve()));
      shutdown(() => Promise.all(actions.map((f) => attempt(f))), true, reason);
    };
    if (signal.aborted) {
      abort();
      return done;
    }
    signal.addEventListener('abort', abort);
  }
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

  // pump writes what there is, until the destination has enough.
  function pump() {
    for (let more = true; more && !shuttingDown && to.state !== 'closed';) {
      if (!(writable.writerDesiredSize(writer) > 0)) {
        writer[kState].ready.promise.then(pump, noop);
        return;
      }
      more = false;
      let now = true;
      readable.read(reader, {
        chunk(chunk) {
          lastWrite = writable.write(writer, chunk).then(noop, noop);
          if (now) more = true;
          else pump();
        },
        close: noop, // the promise of the reader tells
        error: noop,
      });
      now = false;
    }
  }
  pump();
  return done;
}

Object.assign(exports, { pipeTo, needWritable, needUnlocked, settings });
