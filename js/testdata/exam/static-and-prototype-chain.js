'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const stream = require('stream');
const EventEmitter = require('events');
assert.strictEqual(Object.getPrototypeOf(net.Socket.prototype), stream.Duplex.prototype);
assert.strictEqual(Object.getPrototypeOf(net.Socket), stream.Duplex);
assert.strictEqual(Object.getPrototypeOf(net.Server.prototype), EventEmitter.prototype);
assert.strictEqual(Object.getPrototypeOf(net.Server), EventEmitter);
assert.strictEqual(Object.prototype.toString.call(new net.Socket()), '[object Object]');
assert.strictEqual(new net.Socket().constructor, net.Socket);
