// What removes listeners: a class with a removeListener of its own, wrappers of once that are
// added again, and an assignment to _events.
const EventEmitter = require('events');
const { inspect } = require('util');
const log = console.log;

class Counting extends EventEmitter {
  removeListener(name, listener) {
    log('removed', name, inspect(listener));
    return super.removeListener(name, listener);
  }
  off(name, listener) {
    log('off', name);
    return super.off(name, listener);
  }
}
const counting = new Counting();
counting.once('a', () => log('a'));
counting.prependOnceListener('a', function first() { log('first a'); });
counting.emit('a');
counting.emit('a');
counting.on('b', () => {});
counting.removeAllListeners('b');
counting.on('removeListener', (name) => log('told', name));
counting.on('b', function one() {});
counting.once('b', function two() {});
counting.on('b', function three() {});
counting.removeAllListeners('b');
counting.on('c', function c() {});
counting.removeAllListeners();
log(counting.eventNames());
counting.once('d', () => log('d'));
EventEmitter.prototype.removeListener.call(counting, 'd', counting.listeners('d')[0]);
log(counting.emit('d'));

const again = new EventEmitter();
again.once('a', () => log('once'));
const raw = again.rawListeners('a');
again.removeAllListeners('a');
for (const listener of raw) again.on('a', listener);
log(again.listenerCount('a'), again.emit('a'), again.listenerCount('a'), again.emit('a'));
again.once('b', () => log('by hand'));
const [wrapper] = again.rawListeners('b');
wrapper();
wrapper();
log(again.listenerCount('b'), again.emit('b'));

const assigned = new EventEmitter();
const symbol = Symbol('s');
assigned._events = { a: () => log('a'), b: [() => log('b1'), () => log('b2')], [symbol]: () => log('symbol'), nothing: undefined };
for (const name of ['a', 'b', symbol, 'c']) log(name, assigned.emit(name));
again.once('kept', () => log('kept'));
const kept = again._events;
again._events = {};
log(again.emit('kept'));
again._events = kept;
log(again.emit('kept'), again.emit('kept'));

// An 'error' without a listener that cannot be shown.
for (const value of [
  { [inspect.custom]() { throw new Error('inspected'); } },
  { [inspect.custom]() { throw 5; } },
  { [inspect.custom]() { return 'shown'; } },
]) {
  try {
    again.emit('error', value);
  } catch (err) {
    log(err.code, err.message, err.context === value);
  }
}
