exports.early = 1;
const b = require('./b');
exports.sawB = b.done;
exports.late = 2;
