//! Options of `junxian user`. Help texts are Chinese; nothing is done here.

use clap::{Args, Subcommand};

#[derive(Subcommand)]
pub enum User {
    /// 新增用户，显示一次性密码
    Add(UserAdd),
    /// 重置密码，显示新的一次性密码
    Reset(UserReset),
    /// 授予或终止岗位；网页上须由系统管理员提出、安全管理员批准
    Post(UserPost),
    /// 授予或收回机制包的办理角色；网页上须由系统管理员提出、安全管理员批准
    Role(UserRole),
}

#[derive(Args)]
pub struct UserAdd {
    /// 用户名（登录用）
    #[arg(value_name = "用户名")]
    pub name: String,
    /// 显示的姓名或科室；默认同用户名
    #[arg(long, value_name = "姓名")]
    pub display_name: Option<String>,
    /// 岗位的名称或代码，如 县域科、部门联络员、县市区联络员、统计、系统管理员
    #[arg(long, value_name = "岗位", default_value = "县域科")]
    pub post: String,
    /// 单位代码或名称，部门联络员等岗位须写
    #[arg(long, value_name = "单位")]
    pub agency: Option<String>,
    /// 区划代码或名称，县市区联络员等岗位须写
    #[arg(long, value_name = "地区")]
    pub place: Option<String>,
}

#[derive(Args)]
pub struct UserPost {
    /// 用户名
    #[arg(value_name = "用户名")]
    pub name: String,
    /// 岗位的名称或代码，如 县域科、部门联络员、县市区联络员、统计、系统管理员
    #[arg(value_name = "岗位")]
    pub post: String,
    /// 单位代码或名称，部门联络员等岗位须写
    #[arg(long, value_name = "单位")]
    pub agency: Option<String>,
    /// 区划代码或名称，县市区联络员等岗位须写
    #[arg(long, value_name = "地区")]
    pub place: Option<String>,
    /// 从今天起终止，不写则为授予
    #[arg(long)]
    pub end: bool,
}

#[derive(Args)]
pub struct UserRole {
    /// 用户名
    #[arg(value_name = "用户名")]
    pub name: String,
    /// 机制包代码，如 mu_benefit
    #[arg(value_name = "机制包")]
    pub pack: String,
    /// 办理角色的名称或代码，如 县级部门
    #[arg(value_name = "角色")]
    pub role: String,
    /// 收回，不写则为授予
    #[arg(long)]
    pub revoke: bool,
}

#[derive(Args)]
pub struct UserReset {
    /// 用户名
    #[arg(value_name = "用户名")]
    pub name: String,
    /// 同时清除动态口令和恢复码，下次登录重新设置（手机丢失、恢复码也用完时）
    #[arg(long)]
    pub second_factor: bool,
}
