//! Weighted least squares on the normal equations, small and dense. A column that others explain is left out.

/// A fit: coefficients, and the covariance of their errors. `None` marks a column that was left out.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    /// A coefficient for each column.
    pub coefficients: Vec<Option<f64>>,
    /// Covariances, row by row; 0 for columns left out.
    pub covariance: Vec<Vec<f64>>,
}

/// A row of a design of zeros and ones: the columns that are one, the outcome, the weight.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub ones: Vec<usize>,
    pub outcome: f64,
    pub weight: f64,
}

/// Fits; `None` where there are not more rows than columns in use.
pub(super) fn fit(rows: &[Row], columns: usize) -> Option<Fit> {
    let mut normal = vec![vec![0.0; columns]; columns];
    let mut right = vec![0.0; columns];
    for row in rows {
        for a in &row.ones {
            right[*a] += row.weight * row.outcome;
            for b in &row.ones {
                normal[*a][*b] += row.weight;
            }
        }
    }
    let (inverse, used) = inverse(normal);
    let count = used.iter().filter(|used| **used).count();
    if rows.len() <= count {
        return None;
    }
    let product = |line: &Vec<f64>| line.iter().zip(&right).map(|(a, b)| a * b).sum::<f64>();
    let coefficients: Vec<f64> = inverse.iter().map(product).collect();
    let residual = |row: &Row| {
        let fitted: f64 = row.ones.iter().map(|column| coefficients[*column]).sum();
        row.weight * (row.outcome - fitted) * (row.outcome - fitted)
    };
    let variance = rows.iter().map(residual).sum::<f64>() / (rows.len() - count) as f64;
    let covariance =
        inverse.into_iter().map(|line| line.into_iter().map(|c| c * variance).collect()).collect();
    let coefficients = coefficients.into_iter().zip(used).map(|(c, used)| used.then_some(c));
    Some(Fit { coefficients: coefficients.collect(), covariance })
}

/// The inverse by elimination on the diagonal; columns without a pivot are zero.
fn inverse(mut a: Vec<Vec<f64>>) -> (Vec<Vec<f64>>, Vec<bool>) {
    let n = a.len();
    let scale: Vec<f64> = (0..n).map(|i| a[i][i].abs().max(1e-300)).collect();
    let mut used = vec![false; n];
    for k in 0..n {
        let pivot = a[k][k];
        if pivot.abs() <= 1e-9 * scale[k] {
            continue;
        }
        used[k] = true;
        sweep(&mut a, k, pivot);
    }
    for i in 0..n {
        for j in 0..n {
            if !used[i] || !used[j] {
                a[i][j] = 0.0;
            }
        }
    }
    (a, used)
}

/// The sweep operator: after all pivots the matrix is its own inverse.
fn sweep(a: &mut [Vec<f64>], k: usize, pivot: f64) {
    let n = a.len();
    let row: Vec<f64> = a[k].iter().map(|value| value / pivot).collect();
    for line in a.iter_mut().enumerate().filter(|(i, _)| *i != k).map(|(_, line)| line) {
        let factor = line[k];
        if factor == 0.0 {
            continue;
        }
        for j in (0..n).filter(|j| *j != k) {
            line[j] -= factor * row[j];
        }
        line[k] = -factor / pivot;
    }
    a[k] = row;
    a[k][k] = 1.0 / pivot;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_of_two_groups_come_out_with_their_errors() {
        let row = |ones: &[usize], outcome| Row { ones: ones.to_vec(), outcome, weight: 1.0 };
        // Column 0 is the constant, 1 the second group, 2 repeats 1 and is left out.
        let rows = [row(&[0], 1.0), row(&[0], 3.0), row(&[0, 1, 2], 5.0), row(&[0, 1, 2], 9.0)];
        let fit = fit(&rows, 3).unwrap();
        let found: Vec<Option<f64>> = fit.coefficients;
        assert!((found[0].unwrap() - 2.0).abs() < 1e-12 && (found[1].unwrap() - 5.0).abs() < 1e-12);
        assert_eq!(found[2], None);
        // Residuals 1, 1, 2, 2: variance 10 / 2 = 5; of the difference 5 (1/2 + 1/2).
        assert!((fit.covariance[1][1] - 5.0).abs() < 1e-12);
    }

    #[test]
    fn as_many_columns_as_rows_are_no_fit() {
        assert!(fit(&[Row { ones: vec![0], outcome: 1.0, weight: 1.0 }], 1).is_none());
    }
}
