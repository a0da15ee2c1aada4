import './dep.js';

function foo() {
  throw new TypeError('oops');
}
foo();
