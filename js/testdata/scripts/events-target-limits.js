'use strict';
// How many listeners an EventTarget may have, by the symbols that are public for it.

const events = require('events');
const { kMaxEventTargetListeners: limit, kMaxEventTargetListenersWarned: warned } = events;
console.log(Object.keys(events).filter((name) => name.startsWith('k')), limit, warned);
console.log(Object.getOwnPropertyDescriptors(events).kMaxEventTargetListeners, Symbol.keyFor(limit));
process.on('warning', (warning) => console.log(warning.name, warning.message, warning.type, warning.count));

const fill = (target, ...names) => {
  for (const name of names) for (let i = 0; i < 4; i++) target.addEventListener(name, () => {});
};
const target = new EventTarget();
console.log(target[limit], target[warned], events.getMaxListeners(target));
events.setMaxListeners(3, target);
console.log(target[limit], events.getMaxListeners(target));
fill(target, 'a', 'b');
console.log(target[warned]);
target[warned] = false;
target[limit] = 2;
fill(target, 'c');
console.log(target[limit], target[warned]);
const quiet = new EventTarget();
quiet[limit] = 0;
fill(quiet, 'a');
const told = new EventTarget();
told[limit] = 1;
told[warned] = true;
fill(told, 'a');
console.log(quiet[warned], quiet[limit], told[warned]);
const { signal } = new AbortController();
console.log(signal[limit], signal[warned], events.getMaxListeners(signal));
