// reqwest 0.13 with the features blocking, query
use std::env;
use std::error::Error;

use reqwest::blocking::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let shop_sign = env::var("SHOP_SIGN").expect("SHOP_SIGN is not set");
    let shop_login_username =
        env::var("SHOP_LOGIN_USERNAME").expect("SHOP_LOGIN_USERNAME is not set");
    let shop_login_password =
        env::var("SHOP_LOGIN_PASSWORD").expect("SHOP_LOGIN_PASSWORD is not set");

    let response = Client::new()
        .get("https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid")
        .query(&[("sign", &shop_sign)])
        .basic_auth(&shop_login_username, Some(&shop_login_password))
        .header("Accept", "text/csv")
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{}", response.text()?);
    Ok(())
}
