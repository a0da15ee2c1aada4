'use strict';
// Data in three separate arrivals, then the end: one 'data' each.
const { pair } = require('./record.js');

pair({}, (client, accepted) => {
  const parts = ['one', 'two', 'three'];
  client.on('data', () => next());
  const next = () => {
    const p = parts.shift();
    if (p) accepted.write(p);
    else accepted.end();
  };
  next();
});
