'use strict';
// Channels for the beginning and the end of something, and scopes of what is published.

const dc = require('diagnostics_channel');
const { AsyncLocalStorage } = require('async_hooks');
const { inspect } = require('util');

const tell = (f) => {
  try {
    console.log('=>', f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
console.log(Object.keys(dc), dc.boundedChannel.length, dc.boundedChannel.name, dc.BoundedChannel.length);
for (const wrong of [undefined, 1, null, Symbol('x'), {}, { start: 1 }, { start: dc.channel('a') }, [], () => {}]) tell(() => dc.boundedChannel(wrong));
tell(() => dc.BoundedChannel('x'));
tell(() => dc.tracingChannel({}));

const bounded = dc.boundedChannel('work');
console.log(bounded, Object.getOwnPropertyNames(bounded), Object.getOwnPropertyDescriptor(bounded, 'start').enumerable);
console.log(bounded.start.name, bounded.end, dc.tracingChannel('work').start === bounded.start, new dc.BoundedChannel(bounded).end === bounded.end);
console.log(Object.getOwnPropertyNames(dc.BoundedChannel.prototype), Object.getOwnPropertyNames(dc.Channel.prototype));

const context = { c: 1 };
tell(() => bounded.run(context, () => 'nobody listens'));
for (const wrong of [undefined, {}, { start: 1 }, 5]) tell(() => bounded.subscribe(wrong));
const handlers = { start(...args) { console.log('start', args); }, end(...args) { console.log('end', args); } };
bounded.subscribe(handlers);
console.log(bounded.hasSubscribers);
tell(() => bounded.run(context, function (...args) { console.log('in', this, args); return 7; }, { self: 1 }, 1, 2));
tell(() => bounded.run(undefined, () => { throw new Error('thrown'); }));
bounded.run(context, async () => 5).then((value) => console.log('later', value));
{
  const scope = bounded.withScope();
  console.log(scope, inspect(scope, { showHidden: true }), Reflect.ownKeys(Object.getPrototypeOf(scope)));
  scope[Symbol.dispose]();
  scope[Symbol.dispose]();
}
for (const given of [handlers, handlers, {}, undefined]) tell(() => bounded.unsubscribe(given));
bounded.withScope(context)[Symbol.dispose]();

const store = new AsyncLocalStorage();
bounded.start.bindStore(store, (data) => ({ of: data }));
bounded.subscribe({ start() { console.log('start', store.getStore()); }, end() { console.log('end', store.getStore()); } });
{
  const scope = bounded.withScope(1);
  console.log('in', store.getStore());
  scope[Symbol.dispose]();
  console.log('out', store.getStore());
}
tell(() => bounded.run(2, () => store.getStore()));

const channel = dc.channel('one');
console.log(Reflect.ownKeys(channel.withStoreScope(1)), channel.withStoreScope(1).constructor === Object);
const other = new AsyncLocalStorage();
channel.bindStore(other);
channel.bindStore(store, (data) => {
  if (data.bad) throw new Error('transform');
  return { more: data };
});
channel.subscribe((message, name) => console.log(name, message, store.getStore(), other.getStore()));
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
for (const data of [5, { bad: true }]) {
  store.run('outer', () => {
    const scope = channel.withStoreScope(data);
    console.log(scope, store.getStore(), other.getStore());
    scope[Symbol.dispose]();
    scope[Symbol.dispose]();
    console.log(store.getStore(), other.getStore());
  });
}
