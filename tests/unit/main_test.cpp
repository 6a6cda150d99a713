// The program; every folder beside this one adds its tests.
