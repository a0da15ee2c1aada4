'use strict';
// What streams of the oldest kind need, which know nothing but 'data', 'end',
// pause and resume.
const { Readable, concat, errorOrDestroy } = native;
const { destroy } = native.part('state');

// wrap has an old stream come out of this one.
function wrap(old) {
  let paused = false;
  old.on('data', (chunk) => {
    if (!this.push(chunk) && old.pause) {
      paused = true;
      old.pause();
    }
  });
  old.on('end', () => this.push(null));
  old.on('error', (err) => errorOrDestroy(this, err));
  old.on('close', () => this.destroy());
  old.on('destroy', () => this.destroy());
  this._read = () => {
    if (!paused || !old.resume) return;
    paused = false;
    old.resume();
  };
  for (const name of Object.keys(old)) {
    if (this[name] === undefined && typeof old[name] === 'function') this[name] = old[name].bind(old);
  }
  return this;
}

function readable_wrap(old, options) {
  return new Readable({
    objectMode: old.readableObjectMode ?? old.objectMode ?? true,
    ...options,
    destroy(err, callback) {
      destroy(old, err);
      callback(err);
    },
  }).wrap(old);
}

function legacyPipe(to, options) {
  const source = this;
  const listeners = [];
  const on = (emitter, name, listener) => {
    listeners.push([emitter, name, listener]);
    if (name === 'error') emitter.prependListener(name, listener);
    else emitter.on(name, listener);
  };
  const cleanup = () => {
    for (const [emitter, name, listener] of listeners) emitter.removeListener(name, listener);
  };
  on(source, 'data', (chunk) => {
    if (to.writable && to.write(chunk) === false && source.pause) source.pause();
  });
  on(to, 'drain', () => {
    if (source.readable && source.resume) source.resume();
  });
  if (!to._isStdio && (!options || options.end !== false)) {
    let over = false;
    const last = (f) => () => {
      if (over) return;
      over = true;
      f();
    };
    on(source, 'end', last(() => to.end()));
    on(source, 'close', last(() => { if (typeof to.destroy === 'function') to.destroy(); }));
  }
  const onError = function (err) {
    cleanup();
    if (this.listenerCount('error') === 0) this.emit('error', err);
  };
  on(source, 'error', onError);
  on(to, 'error', onError);
  on(source, 'end', cleanup);
  on(source, 'close', cleanup);
  on(to, 'close', cleanup);
  to.emit('pipe', source);
  return to;
}

// fromList is Readable._fromList for a state that a program has made, of Buffers: it takes
// n bytes of what waits in it, or everything.
function fromList(n, state) {
  if (state.length === 0) return null;
  const { buffer: list, length } = state;
  let at = state.bufferIndex;
  const size = list.length;
  const next = () => {
    const chunk = list[at];
    list[at++] = null;
    return chunk;
  };
  const parts = [];
  let left = !n || n >= length ? Infinity : n;
  while (left > 0 && at < size) {
    const chunk = list[at];
    if (left < chunk.length) {
      parts.push(chunk.slice(0, left));
      list[at] = chunk.slice(left);
      break;
    }
    left -= chunk.length;
    parts.push(next());
  }
  if (at === size) list.length = at = 0;
  state.bufferIndex = at;
  return parts.length === 1 ? parts[0] : concat(parts);
}

Object.assign(exports, { wrap, readable_wrap, legacyPipe, fromList });
