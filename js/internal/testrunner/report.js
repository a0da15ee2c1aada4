'use strict';
// The reporter 'spec': what has become of each test, in the order of the script.
const { inspect } = require('util');
const { relative } = require('path');

function indent(test) { return '  '.repeat(test.nesting); }

// write writes what a test has to say, or keeps it until those before it are done.
function write(test, text) {
  const parent = test.parent;
  if (!parent) process.stdout.write(text);
  else if (parent.children[parent.shown] === test) write(parent, text);
  else test.lines.push(text);
}

// report tells of a test that is done, and then of those after it that have waited.
function report(test) {
  const parent = test.parent;
  announce(parent);
  write(test, line(test) + test.notes.map((note) => `${indent(test)}ℹ ${note}\n`).join(''));
  let next = parent.children[parent.shown];
  if (next !== test) return;
  do {
    next = parent.children[++parent.shown];
    for (const text of next?.lines.splice(0) ?? []) write(next, text);
  } while (next?.state === 'done');
}

// announce writes the name of what has others within it, before the first of them.
function announce(test) {
  if (!test.parent || test.announced) return;
  test.announced = true;
  announce(test.parent);
  write(test, `${indent(test)}▶ ${test.name}\n`);
}

function symbol(test) {
  if (test.skipped) return '﹣';
  if (test.error === null) return '✔';
  return test.todo ? '⚠' : '✖';
}

function line(test) {
  let remark = '';
  if (test.skipped) remark = ` # ${test.message ?? 'SKIP'}`;
  else if (test.todo) remark = ` # ${test.message ?? 'TODO'}`;
  else if (test.expectsFailure) remark = ' # EXPECTED FAILURE';
  return `${indent(test)}${symbol(test)} ${test.name}${test.took === undefined ? '' : ` (${test.took}ms)`}${remark}\n`;
}

function summary(root, all) {
  const count = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  const failed = [];
  for (const test of all) {
    if (test === root) continue;
    if (test.error !== null && !test.skipped && test.error.failureType !== 'subtestsFailed') failed.push(test);
    if (test.suiteContext) {
      count.suites++;
      continue;
    }
    count.tests++;
    count[test.outcome()]++;
  }
  let text = '';
  for (const name in count) text += `ℹ ${name} ${count[name]}\n`;
  text += `ℹ duration_ms ${Number(process.hrtime.bigint() - root.began) / 1e6}\n`;
  if (failed.length > 0) {
    text += '\n✖ failing tests:\n';
    for (const test of failed) {
      const at = test.location ? `test at ${relative(process.cwd(), test.location.file)}:${test.location.line}:${test.location.column}\n` : '';
      const cause = test.error.cause ?? test.error;
      text += `\n${at}${line(test).trimStart()}  ${inspect(cause, { breakLength: Infinity }).split('\n').join('\n  ')}\n`;
    }
  }
  process.stdout.write(text);
}

module.exports = { report, summary };
