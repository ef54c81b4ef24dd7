// Imported before the library: what it compiled in another run would be taken, and the time to compile would be none.
process.env.MOMENTA_COMPILED = "off";
