exports.a = 1; exports.b = function () { return this === undefined || this === exports }; exports.change = () => { exports.a = 2 };
