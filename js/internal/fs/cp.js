'use strict';
// fs.cp with a filter, which is asked of each file and directory before it is copied.
const { fs, promises: fsPromises, path: checkPath, typeError, invalidArgType, mayCopy, targetExists, walked } = native;
const { cpSync: copySync, existsSync, lstatSync, mkdirSync, readdirSync, statSync } = fs;
const { cp: copy, lstat, mkdir, readdir, stat } = fsPromises;
const { join } = require('path');
const { setImmediate } = require('timers');

const returned = 'Expected boolean to be returned from the "filter" function but got an instance of Promise.';

function check(src, dest, options) {
  const { filter, ...rest } = options;
  if (typeof filter !== 'function') throw invalidArgType('options.filter', filter, 'function');
  return [checkPath(src, 'src'), checkPath(dest, 'dest'), filter, { ...rest, [walked()]: true }];
}

// walk yields what is to be done for a tree, and is given what has come of it.
function* walk(src, dest, filter, options, async, within = false) {
  if (!(yield { ask: filter, src, dest })) return;
  if (!within) mayCopy(src, dest, options.dereference, options.recursive, async);
  if (options.recursive && (yield { isDirectory: src })) {
    if (options.errorOnExist && options.force === false && existsSync(dest)) throw targetExists(dest);
    yield { make: dest };
    for (const name of yield { list: src }) yield* walk(join(src, name), join(dest, name), filter, options, async, true);
    return;
  }
  yield { copy: src, dest };
}

function cpSync(...args) {
  const [src, dest, filter, options] = check(...args);
  const steps = walk(src, dest, filter, options, false);
  const status = options.dereference ? statSync : lstatSync;
  for (let step = steps.next(); !step.done;) {
    const { ask, isDirectory, make, list, copy: from } = step.value;
    let value;
    if (ask) {
      value = ask(step.value.src, step.value.dest);
      if (value !== null && typeof value === 'object' && typeof value.then === 'function') throw typeError('ERR_INVALID_RETURN_VALUE', returned);
    } else if (isDirectory) value = status(isDirectory, { throwIfNoEntry: false })?.isDirectory();
    else if (make) mkdirSync(make, { recursive: true });
    else if (list) value = readdirSync(list);
    else copySync(from, step.value.dest, options);
    step = steps.next(value);
  }
}

async function cp(...args) {
  const [src, dest, filter, options] = check(...args);
  const steps = walk(src, dest, filter, options, true);
  const status = options.dereference ? stat : lstat;
  for (let step = steps.next(); !step.done;) {
    const { ask, isDirectory, make, list, copy: from } = step.value;
    let value;
    if (ask) value = await ask(step.value.src, step.value.dest);
    else if (isDirectory) value = (await status(isDirectory).catch(() => undefined))?.isDirectory();
    else if (make) await mkdir(make, { recursive: true });
    else if (list) value = await readdir(list);
    else await copy(from, step.value.dest, options);
    step = steps.next(value);
  }
}

function withCallback(src, dest, options, callback) {
  check(src, dest, options);
  if (typeof callback !== 'function') throw invalidArgType('cb', callback, 'function');
  const done = (err) => setImmediate(() => callback(err)); // what it throws is no rejection
  cp(src, dest, options).then(() => done(null), done);
}

Object.assign(exports, { cpSync, cp: withCallback, promises: { cp } });
