//! TEMPORARY
use std::sync::Arc;
fn main() {
    let desk = bilat::pipeline::desk::Desk::open(bilat::pipeline::disk::Disk::at(".")).unwrap();
    for d in &desk.diagnostics { println!("{d:?}"); }
    let shaper = bilat::scene::Shaper::new(Arc::new(bilat::scene::Fonts::bundled()));
    let studio = bilat::pipeline::draw::Studio::new(&desk, shaper.clone());
    for chart in &desk.charts {
        let (set, d) = bilat::pipeline::resolve::resolve(&desk, chart);
        for d in d { println!("{d:?}"); }
        let Some(set) = set else { continue };
        for lang in bilat::words::Lang::ALL {
            match studio.picture(chart, &set, lang) {
                Ok(p) => {
                    if lang == bilat::words::Lang::En { println!("{}", p.scene.description); }
                    let svg = bilat::render::svg(&p.scene, &shaper);
                    let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
                    let k = 3.0;
                    let mut map = resvg::tiny_skia::Pixmap::new((p.scene.width * k) as u32, (p.scene.height * k) as u32).unwrap();
                    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(k as f32, k as f32), &mut map.as_mut());
                    map.save_png(format!("/tmp/look/{}-{lang}.png", chart.id)).unwrap();
                }
                Err(e) => println!("{} {lang}: {e:?}", chart.id),
            }
        }
    }
}
