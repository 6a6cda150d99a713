#pragma once

/// Marks what libbt-tools.so shows to the tools and the tests; all else stays inside.
#define BT_API __attribute__((visibility("default")))
