'use strict';
// 'readable' and read(): data, then null and 'end'.
const { log, call, pair, arrived, show } = require('./record.js');

pair({ accepted: { skip: ['data'], readable: true } }, (client, accepted) => {
  accepted.on('readable', () => {
    let c;
    do {
      c = accepted.read();
      log('accepted', `read ${c === null ? 'null' : show(c)}`);
    } while (c !== null);
  });
  call(client, 'write', 'hello');
  arrived(accepted, 5, () => call(client, 'end', 'world'));
});
