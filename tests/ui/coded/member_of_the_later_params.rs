#[errcat::catalog("ui/coded/member_of_the_later_params.toml")]
pub enum ErrorCode {}

#[derive(Debug, thiserror::Error, errcat::Coded)]
#[coded(ErrorCode)]
enum OrderError {
    #[error("it happened")]
    #[coded(TooMany { most: 5 }, member(most = given))]
    TooMany { given: u32 },
    #[error("it happened")]
    #[coded(Internal, member(most = given))]
    Internal { given: u32 },
}

fn main() {}
