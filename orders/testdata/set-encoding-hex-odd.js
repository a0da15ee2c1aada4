'use strict';
// setEncoding('hex').
const { pair } = require('./record.js');

pair({}, (client, accepted) => {
  accepted.setEncoding('hex');
  client.write(Buffer.from([1]));
  accepted.once('data', () => client.end(Buffer.from([2, 3])));
});
