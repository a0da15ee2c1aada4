'use strict';
// Callbacks that are asked of an uncaught error before 'uncaughtException'.

const tell = (f) => {
  try {
    console.log('=>', f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const add = process.addUncaughtExceptionCaptureCallback;
console.log(add.name, add.length);
tell(() => add());
tell(() => add(null));
tell(() => add((...args) => { console.log('first', args.length, args[0].message); return false; }));
tell(() => process.hasUncaughtExceptionCaptureCallback());
tell(() => process.setUncaughtExceptionCaptureCallback((error) => { console.log('set', error.message); }));
tell(() => process.setUncaughtExceptionCaptureCallback(() => {}));
tell(() => process.hasUncaughtExceptionCaptureCallback());
tell(() => add((error) => { console.log('second', error.message); return error.message === 'mine' ? true : 1; }));
process.on('uncaughtExceptionMonitor', (error, origin) => console.log('monitor', error.message, origin));
process.on('uncaughtException', (error, origin) => console.log('event', error.message, origin));

const steps = [
  () => { throw new Error('for the one that was set'); },
  () => {
    process.setUncaughtExceptionCaptureCallback(null);
    throw new Error('for nobody');
  },
  () => { throw new Error('mine'); },
  () => { Promise.reject(new Error('rejected')); },
  () => { Promise.reject(new Error('mine')); },
];
const next = () => {
  const step = steps.shift();
  if (!step) return;
  setImmediate(next);
  step();
};
next();
