new (require("events"))().emit("error", new Error("boo"))
