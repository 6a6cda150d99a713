#pragma once

#include <bt/base/error.hpp>
#include <bt/control/value.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// JSON-RPC 2.0, one message a line (docs/control-protocol.md).
namespace bt::control {

/// The numbers that JSON-RPC has for faults of a request. A failure of the program is
/// -32000 less its exit status: -32008 is not_found.
namespace rpc {
inline constexpr int parse_error = -32700;
inline constexpr int invalid_request = -32600;
inline constexpr int no_method = -32601;
inline constexpr int invalid_params = -32602;
inline constexpr int first_own = -32000;
}  // namespace rpc

struct rpc_fault {
    int code = rpc::invalid_request;
    std::string message;
    std::string hint = {};  ///< what the reader can do about it
};

/// The number of an exit status, and back; for numbers of others, failed.
[[nodiscard]] int code_of(exit_code status);
[[nodiscard]] exit_code status_of(int code);
[[nodiscard]] rpc_fault fault_of(error const& why);

struct request {
    std::string id;  ///< as JSON: a string, a number or null; empty for one without, a notification
    std::string method;
    value params;  ///< null, an object, or a list
};

/// What stands in one place of a line: a request, or one that cannot be understood.
struct bad_request {
    std::string id = "null";
    rpc_fault why;
};
using received = std::variant<request, bad_request>;

struct received_line {
    bool is_batch = false;  ///< its replies are one line, too
    std::vector<received> each;
};

[[nodiscard]] received_line parse_line(std::string_view line);

/// Replies and notifications without a line end; `result` and `params` are JSON.
[[nodiscard]] std::string result_line(std::string_view id, std::string_view result);
[[nodiscard]] std::string fault_line(std::string_view id, rpc_fault const& why);
[[nodiscard]] std::string
request_line(std::string_view id, std::string_view method, std::string_view params);
[[nodiscard]] std::string notification_line(std::string_view method, std::string_view params);

}  // namespace bt::control
