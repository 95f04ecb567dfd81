//! The parsing process alone, as tests start it; `louce` and the window start themselves instead.

fn main() {
    std::process::exit(louce_import::run_worker(std::io::stdin(), std::io::stdout()));
}
