'use strict';
// resume() without a 'data' listener throws the data away; 'end' comes.
const { call, props, pair } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  call(accepted, 'resume');
  call(client, 'end', 'thrown away');
  accepted.once('end', () => props(accepted, 'bytesRead'));
});
