SELECT region, department, matter, kind, memo, late, offline, sum(day < :first) AS before,
       sum(day >= :first) AS within
FROM movement WHERE day <= :last
GROUP BY region, department, matter, kind, memo, late, offline
ORDER BY region, department, matter, kind, memo, late, offline
