'use strict';
const { invalidArgType, throwLater, weakly } = native;

function needFunction(name, f) {
  if (typeof f !== 'function') throw invalidArgType(name, f, ['function']);
}

// channels are by their names: functions that give them. One that nobody listens to, and
// nobody holds, is forgotten: who asks for the name next is given another, and cannot tell.
const channels = new Map();
const listened = new Set();
const forget = (name) => () => { if (channels.get(name)?.() === undefined) channels.delete(name); };

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    this._stores = undefined;
    this.name = name;
    this._index = undefined;
    channels.set(name, weakly(this, forget(name)));
  }
  subscribe(subscription) {
    needFunction('subscription', subscription);
    activate(this).subscribe(subscription);
  }
  unsubscribe() { return false; }
  bindStore(store, transform) { activate(this).bindStore(store, transform); }
  unbindStore() { return false; }
  get hasSubscribers() { return false; }
  publish() {}
  runStores(data, fn, self, ...args) { return Reflect.apply(fn, self, args); }
  withStoreScope() { return { [Symbol.dispose]() {} }; }
}

// entered is what a store has of a published value. What is wrong with the function that
// makes it is nobody's to catch.
function entered(store, transform, data, enter) {
  let context = data;
  if (transform) {
    try {
      context = transform(data);
    } catch (err) {
      throwLater(err);
      return undefined;
    }
  }
  return enter(context);
}

class RunStoresScope {
  #scopes = [];
  constructor(channel, data) {
    for (const [store, transform] of channel._stores) {
      const scope = entered(store, transform, data, (context) => store.withScope(context));
      if (scope) this.#scopes.push(scope);
    }
    channel.publish(data);
  }
  [Symbol.dispose]() {
    for (const scope of this.#scopes.splice(0).reverse()) scope[Symbol.dispose]();
  }
}

// ActiveChannel is what a channel is while somebody listens: asking one that
// nobody listens to costs nothing.
class ActiveChannel {
  subscribe(subscription) {
    needFunction('subscription', subscription);
    this._subscribers = [...this._subscribers, subscription];
  }
  unsubscribe(subscription) {
    const i = this._subscribers.indexOf(subscription);
    if (i < 0) return false;
    this._subscribers = this._subscribers.filter((_, j) => j !== i);
    rest(this);
    return true;
  }
  bindStore(store, transform) { this._stores.set(store, transform); }
  unbindStore(store) {
    if (!this._stores.delete(store)) return false;
    rest(this);
    return true;
  }
  get hasSubscribers() { return true; }
  publish(data) {
    for (const f of this._subscribers) {
      try {
        f(data, this.name);
      } catch (err) {
        throwLater(err);
      }
    }
  }
  withStoreScope(data) { return new RunStoresScope(this, data); }
  runStores(data, fn, self, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, self, args);
    };
    for (const [store, transform] of this._stores) {
      const inner = run;
      run = () => {
        let context = data;
        if (transform) {
          try {
            context = transform(data);
          } catch (err) {
            throwLater(err);
            return inner();
          }
        }
        return store.run(context, inner);
      };
    }
    return run();
  }
}

function activate(channel) {
  Object.setPrototypeOf(channel, ActiveChannel.prototype);
  channel._subscribers = [];
  channel._stores = new Map();
  listened.add(channel);
  return channel;
}

function rest(channel) {
  if (channel._subscribers.length > 0 || channel._stores.size > 0) return;
  Object.setPrototypeOf(channel, Channel.prototype);
  channel._subscribers = undefined;
  channel._stores = undefined;
  listened.delete(channel);
}

Object.defineProperty(Channel, Symbol.hasInstance, {
  value: (o) => {
    const prototype = Object.getPrototypeOf(o); // throws for what can have none, as Node's does
    return prototype === Channel.prototype || prototype === ActiveChannel.prototype;
  },
});

function channel(name) {
  const known = channels.get(name)?.();
  if (known) return known;
  if (typeof name !== 'string' && typeof name !== 'symbol') throw invalidArgType('channel', name, ['string', 'symbol']);
  return new Channel(name);
}

const bounds = ['start', 'end'];

class BoundedChannelScope {
  #context;
  #end;
  #scope;
  constructor(channel, context) {
    if (!channel.hasSubscribers) return;
    this.#context = context;
    this.#end = channel.end;
    this.#scope = channel.start.withStoreScope(context);
  }
  [Symbol.dispose]() {
    if (!this.#scope) return;
    this.#end.publish(this.#context);
    this.#scope[Symbol.dispose]();
    this.#scope = undefined;
  }
}

// partOf is the channel that has a name in what kind is made of: the name of all, or an
// object of them.
function partOf(from, name, kind) {
  if (typeof from === 'string') return channel(`tracing:${from}:${name}`);
  if (from === null || typeof from !== 'object') throw invalidArgType('nameOrChannels', from, ['string', 'object', kind]);
  const part = from[name];
  if (!(part instanceof Channel)) throw invalidArgType(`nameOrChannels.${name}`, part, ['Channel']);
  return part;
}

// BoundedChannel is a pair of channels, for the beginning of something and for its end.
class BoundedChannel {
  constructor(from) {
    for (const name of bounds) {
      Object.defineProperty(this, name, { __proto__: null, value: partOf(from, name, 'BoundedChannel') });
    }
  }
  get hasSubscribers() { return this.start.hasSubscribers || this.end.hasSubscribers; }
  subscribe(handlers) { for (const name of bounds) if (handlers[name]) this[name].subscribe(handlers[name]); }
  unsubscribe(handlers) {
    let done = true;
    for (const name of bounds) if (handlers[name] && !this[name].unsubscribe(handlers[name])) done = false;
    return done;
  }
  withScope(context = Object.create(null)) { return new BoundedChannelScope(this, context); }
  run(context, fn, self, ...args) {
    const scope = this.withScope(context ?? {});
    try {
      return Reflect.apply(fn, self, args);
    } finally {
      scope[Symbol.dispose]();
    }
  }
}

const names = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

class TracingChannel {
  #channels = {};
  constructor(from) {
    for (const name of names) {
      this.#channels[name] = partOf(from, name, 'TracingChannel');
    }
  }
  get start() { return this.#channels.start; }
  get end() { return this.#channels.end; }
  get asyncStart() { return this.#channels.asyncStart; }
  get asyncEnd() { return this.#channels.asyncEnd; }
  get error() { return this.#channels.error; }
  get hasSubscribers() { return names.some((name) => this.#channels[name].hasSubscribers); }
  subscribe(handlers) { for (const name of names) if (handlers[name]) this.#channels[name].subscribe(handlers[name]); }
  unsubscribe(handlers) {
    let done = true;
    for (const name of names) if (handlers[name] && !this.#channels[name].unsubscribe(handlers[name])) done = false;
    return done;
  }
  traceSync(fn, context = Object.create(null), self, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, self, args);
    return this.#trace(context, () => context.result = Reflect.apply(fn, self, args));
  }
  tracePromise(fn, context = Object.create(null), self, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, self, args);
    const { asyncStart, asyncEnd, error } = this;
    const done = () => {
      asyncStart.publish(context);
      asyncEnd.publish(context);
    };
    return this.#trace(context, () => {
      const result = Reflect.apply(fn, self, args);
      if (typeof result?.then !== 'function') {
        context.result = result;
        return result;
      }
      return result.then((value) => {
        context.result = value;
        done();
        return value;
      }, (err) => {
        context.error = err;
        error.publish(context);
        done();
        throw err;
      });
    });
  }
  traceCallback(fn, position = -1, context = Object.create(null), self, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, self, args);
    const { asyncStart, asyncEnd, error } = this;
    const callback = args.at(position);
    needFunction('callback', callback);
    args.splice(position, 1, function (...results) {
      const [err, result] = results;
      if (err) {
        context.error = err;
        error.publish(context);
      } else context.result = result;
      return asyncStart.runStores(context, () => {
        try {
          return Reflect.apply(callback, this, results);
        } finally {
          asyncEnd.publish(context);
        }
      });
    });
    return this.#trace(context, () => Reflect.apply(fn, self, args));
  }
  // #trace tells of the beginning of a call, of its end and of what it throws.
  #trace(context, call) {
    const { start, end, error } = this;
    return start.runStores(context, () => {
      try {
        return call();
      } catch (err) {
        context.error = err;
        error.publish(context);
        throw err;
      } finally {
        end.publish(context);
      }
    });
  }
}

function hasSubscribers(name) { return channels.get(name)?.()?.hasSubscribers ?? false; }
function subscribe(name, subscription) { return channel(name).subscribe(subscription); }
function tracingChannel(from) { return new TracingChannel(from); }
function unsubscribe(name, subscription) { return channel(name).unsubscribe(subscription); }
function boundedChannel(from) { return new BoundedChannel(from); }

Object.assign(exports, { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe, boundedChannel, Channel, BoundedChannel });
