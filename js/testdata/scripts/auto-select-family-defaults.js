'use strict';
// The defaults of autoSelectFamily and its attempt timeout: reading, setting, wrong values.

const net = require('net');

function attempt(label, f) {
  try {
    console.log(label, f());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

console.log(net.getDefaultAutoSelectFamily(), net.getDefaultAutoSelectFamilyAttemptTimeout());
for (const value of [false, true, 0, 1, 'yes', '', null, undefined, {}]) {
  attempt(`setDefaultAutoSelectFamily(${JSON.stringify(value)})`, () => net.setDefaultAutoSelectFamily(value));
  console.log(' ', net.getDefaultAutoSelectFamily());
}
for (const value of [1000, 10, 9, 1, 0, -1, 1.5, '500', NaN, Infinity, null, undefined, 2147483647, 2147483648, 5e9, [300]]) {
  attempt(`setDefaultAutoSelectFamilyAttemptTimeout(${String(value)})`, () => net.setDefaultAutoSelectFamilyAttemptTimeout(value));
  console.log(' ', net.getDefaultAutoSelectFamilyAttemptTimeout());
}
