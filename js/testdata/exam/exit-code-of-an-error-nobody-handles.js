'use strict';
const { closedPort, tmpdir } = require('./harness');
const assert = require('assert');
const fs = require('fs');
const net = require('net');
const path = require('path');

const { spawnSync } = require('child_process');
const run = (code) => spawnSync(process.execPath, [...process.execArgv, code], { encoding: 'utf8' });
const at = path.join(tmpdir(), 'fails.js');
fs.writeFileSync(at, `const net = require('net'); net.connect(${closedPort()}, '127.0.0.1');`);
const { status, stderr } = run(at);
assert.strictEqual(status, 1);
assert.match(stderr, /Error: connect ECONNREFUSED 127\.0\.0\.1:\d+/);
assert.match(stderr, /Emitted 'error' event on Socket instance at:/);
assert.match(stderr, /code: 'ECONNREFUSED'/);
