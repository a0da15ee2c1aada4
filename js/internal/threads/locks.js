'use strict';
// The web's locks, which all threads of a program share: worker_threads.locks.
const { ask, query, needFunction, typeError, invalidArgType, notSupported, aborted, illegal } = native;

const modes = ['exclusive', 'shared'];
const ours = Symbol('made here');

class Lock {
  #name;
  #mode;
  constructor(made = undefined, name = undefined, mode = undefined) {
    if (made !== ours) throw illegal();
    this.#name = name;
    this.#mode = mode;
  }
  get name() { return this.#name; }
  get mode() { return this.#mode; }
}

function optionsOf(given) {
  if (given === undefined || given === null) given = {};
  else if (typeof given !== 'object' && typeof given !== 'function') throw typeError('ERR_INVALID_ARG_TYPE', 'Value cannot be converted to a dictionary');
  const { ifAvailable, mode = 'exclusive', signal, steal } = given;
  if (!modes.includes(`${mode}`)) throw typeError('ERR_INVALID_ARG_VALUE', `mode '${mode}' is not a valid enum value of type LockMode.`);
  if (signal !== undefined) {
    if (signal === null || typeof signal !== 'object' && typeof signal !== 'function') throw typeError('ERR_INVALID_ARG_TYPE', 'signal is not an object.');
    if (!('aborted' in signal)) throw invalidArgType('options.signal', signal, 'AbortSignal');
  }
  return { ifAvailable: Boolean(ifAvailable), mode: `${mode}`, signal, steal: Boolean(steal) };
}

function check(name, { ifAvailable, mode, signal, steal }) {
  signal?.throwIfAborted();
  if (name.startsWith('-')) throw notSupported('Lock name may not start with hyphen');
  if (ifAvailable && steal) throw notSupported('ifAvailable and steal are mutually exclusive');
  if (mode !== 'exclusive' && steal) throw notSupported(`mode: "${mode}" and steal are mutually exclusive`);
  if (signal && (steal || ifAvailable)) throw notSupported('signal cannot be used with steal or ifAvailable');
}

class LockManager {
  constructor(made = undefined) {
    if (made !== ours) throw illegal();
  }
  async request(name, options, callback = undefined) {
    if (callback === undefined) [options, callback] = [undefined, options];
    needFunction('callback', callback);
    if (typeof name === 'symbol') throw typeError('ERR_INVALID_ARG_TYPE', 'Value is a Symbol and cannot be converted to a string.');
    name = `${name}`;
    const { ifAvailable, mode, signal, steal } = options = optionsOf(options);
    check(name, options);
    return new Promise((resolve, reject) => {
      const stop = () => {
        if (withdraw()) reject(signal.reason);
      };
      // granted is told how to give the lock back, or nothing when there is none to be had.
      const granted = (release) => {
        signal?.removeEventListener('abort', stop);
        let result;
        try {
          result = Promise.resolve(callback(release ? new Lock(ours, name, mode) : null));
        } catch (err) {
          result = Promise.reject(err);
        }
        const settle = (how) => (value) => {
          release?.();
          how(value);
        };
        result.then(settle(resolve), settle(reject));
      };
      signal?.addEventListener('abort', stop, { once: true });
      const withdraw = ask(name, mode === 'shared', steal, ifAvailable, granted, () => reject(aborted()));
    });
  }
  async query() { return query(); }
}
for (const [{ prototype }, ...names] of [[Lock, 'name', 'mode'], [LockManager, 'request', 'query']]) {
  for (const name of names) Object.defineProperty(prototype, name, { enumerable: true });
}
for (const of of [Lock, LockManager]) Object.defineProperty(of.prototype, Symbol.toStringTag, { __proto__: null, value: of.name, configurable: true });

exports.locks = new LockManager(ours);
