#include "advance.hpp"

#include <algorithm>
#include <cstring>

namespace bt::digest {
namespace {

/// The lanes of one kernel with the jobs in them.
class loader {
public:
    loader(kernel const& with, std::span<advance_job> jobs)
        : with_{&with}
        , jobs_{jobs}
    {
        for (std::size_t lane = 0; lane < with.lanes; ++lane)
            load(lane);
    }

    /// Runs until fewer jobs are left than pay; gives back how many, moved to the front.
    std::size_t run()
    {
        while (in_use_ >= with_->least && in_use_ > 0)
            step();
        return put_back();
    }

private:
    void load(std::size_t lane)
    {
        while (next_ < jobs_.size() && jobs_[next_].blocks == 0)
            ++next_;
        if (next_ == jobs_.size()) {
            lanes_[lane] = {};
            return;
        }
        lanes_[lane] = jobs_[next_++];
        ++in_use_;
        for (std::size_t word = 0; word < state_words; ++word)
            states_[word][lane] = (*lanes_[lane].state)[word];
    }

    void unload(std::size_t lane)
    {
        for (std::size_t word = 0; word < state_words; ++word)
            (*lanes_[lane].state)[word] = states_[word][lane];
        --in_use_;
    }

    /// As far as the job that ends first; lanes without a job read what another one reads.
    void step()
    {
        auto blocks = ~std::size_t{0};
        unsigned char const* any = nullptr;
        for (std::size_t lane = 0; lane < with_->lanes; ++lane) {
            if (lanes_[lane].state == nullptr) continue;
            if (lanes_[lane].blocks < blocks) {
                blocks = lanes_[lane].blocks;
                any = lanes_[lane].data;
            }
        }
        std::array<unsigned char const*, most_lanes> data{};
        for (std::size_t lane = 0; lane < with_->lanes; ++lane)
            data[lane] = lanes_[lane].state != nullptr ? lanes_[lane].data : any;
        with_->run(states_, data.data(), blocks);
        for (std::size_t lane = 0; lane < with_->lanes; ++lane) {
            auto& job = lanes_[lane];
            if (job.state == nullptr) continue;
            job.data += blocks * block_bytes;
            job.blocks -= blocks;
            if (job.blocks > 0) continue;
            unload(lane);
            load(lane);
        }
    }

    std::size_t put_back()
    {
        std::size_t left = 0;
        for (std::size_t lane = 0; lane < with_->lanes; ++lane) {
            if (lanes_[lane].state == nullptr) continue;
            unload(lane);
            jobs_[left++] = lanes_[lane];
        }
        for (; next_ < jobs_.size(); ++next_)
            if (jobs_[next_].blocks > 0) jobs_[left++] = jobs_[next_];
        return left;
    }

    kernel const* with_;
    std::span<advance_job> jobs_;
    std::size_t next_ = 0;
    std::size_t in_use_ = 0;
    std::array<advance_job, most_lanes> lanes_{};
    lane_states states_{};
};

}  // namespace

void advance(std::span<kernel const> kernels, std::span<advance_job> jobs)
{
    for (auto const& with : kernels) {
        if (jobs.empty()) return;
        if (jobs.size() < with.least) continue;
        jobs = jobs.first(loader{with, jobs}.run());
    }
}

void fill_tail(message_tail& tail, std::span<char const> rest, std::uint64_t length)
{
    tail.blocks = rest.size() + 1 + sizeof length <= block_bytes ? 1 : 2;
    auto const size = tail.blocks * block_bytes;
    tail.bytes.fill(0);
    if (!rest.empty()) std::memcpy(tail.bytes.data(), rest.data(), rest.size());
    tail.bytes[rest.size()] = 0x80;
    for (std::size_t i = 0; i < sizeof length; ++i)
        tail.bytes[size - 1 - i] = static_cast<unsigned char>((length * 8) >> (8 * i));
}

}  // namespace bt::digest
