class Foo extends require("events") {}; new Foo().emit("error", new Error("boo"))
