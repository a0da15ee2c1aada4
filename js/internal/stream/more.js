'use strict';
// What require('stream') has on top of the four classes. It is compiled when a
// script first uses any of it.
