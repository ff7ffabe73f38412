#[errcat::catalog("ui/pass/every_key.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(C)]
#[error("gone")]
enum ChannelError<C: errcat::Code> {
    #[coded(ChannelGone)]
    #[error("gone")]
    Gone(std::marker::PhantomData<C>),
}

fn main() {}
