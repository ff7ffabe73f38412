fn main() {
    #[errcat::catalog("ui/pass/three.toml")]
    enum Result {}

    drop(Result::Busy);
}
