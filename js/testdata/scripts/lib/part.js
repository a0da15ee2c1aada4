'use strict';

exports.name = 'a part';
exports.twice = (n) => n * 2;
