const a = require('./a');
exports.sawA = Object.keys(a).join();
exports.done = true;
