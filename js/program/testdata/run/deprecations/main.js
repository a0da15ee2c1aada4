'use strict';
// Buffer() is deprecated: the user of a package that calls it is not told so.
process.on('warning', (warning) => console.log(warning.code));
console.log(require('old')());
setImmediate(() => {
  console.log('own');
  new Buffer(1);
  Buffer('b');
});
