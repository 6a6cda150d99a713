#pragma once

#include <bt/disk/control.hpp>

#include <mutex>

namespace bt::disk {

class back_end;

/// Where a control finds its back end while there is one.
struct control::link {
    std::mutex mutex;
    back_end* engine = nullptr;
};

}  // namespace bt::disk
